// Choosing another visitor is enough, no button needed.
const form = document.querySelector('form.visitor');
const choice = form?.querySelector('select');
if (form && choice) {
  form.classList.add('auto');
  choice.addEventListener('change', () => form.requestSubmit());
}
