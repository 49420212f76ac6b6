import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { init, type HcDomainManager, type HcNavigateEvent } from 'hc-elements';

init({ api: new URLSearchParams(location.search).get('api')!, label: 'hc_pk_test_demo' });

function App() {
  const [place, setPlace] = useState('nowhere');
  const went = (event: HcNavigateEvent) => setPlace(event.path);
  const found = (element: HcDomainManager | null) => void element?.level.toFixed();
  return (
    <>
      <hc-domain-manager ref={found} level={3} scheme="dark" onhc-navigate={went} />
      <p id="place">{place}</p>
    </>
  );
}

createRoot(document.getElementById('app')!).render(<App />);

// What must not compile.
// @ts-expect-error a level is a number
export const wrongProperty = <hc-domain-manager level="three" />;
// @ts-expect-error there is no such scheme
export const wrongAttribute = <hc-domain-manager scheme="blue" />;
// @ts-expect-error another event
export const wrongEvent = <hc-domain-manager onhc-navigate={(event: KeyboardEvent) => event.key} />;
