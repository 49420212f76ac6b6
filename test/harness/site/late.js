// ?wait=10000 in the address: so many ms after the page has loaded.
const { src } = document.currentScript.dataset;
const wait = Number(new URLSearchParams(location.search).get('wait'));
addEventListener('load', () => {
  setTimeout(() => {
    const script = document.createElement('script');
    script.src = src;
    script.nonce = document.querySelector('script[nonce]').nonce;
    script.dataset.label = 'hc_pk_test_demo';
    document.head.append(script);
  }, wait);
});
