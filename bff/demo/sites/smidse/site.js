// Eine andere Person zu wählen genügt, ein Knopf ist nicht nötig.
const form = document.querySelector('form.visitor');
const choice = form?.querySelector('select');
if (form && choice) {
  form.classList.add('auto');
  choice.addEventListener('change', () => form.requestSubmit());
}
