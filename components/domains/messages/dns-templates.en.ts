const messages = {
  title: 'Use a template',
  which: 'What is the domain for?',
  known: {
    mail: { name: 'Mail with us', text: 'Your mail comes to our servers.' },
    microsoft365: { name: 'Microsoft 365', text: 'Mail and calendar with Microsoft.' },
    google: { name: 'Google Workspace', text: 'Mail with Google.' },
    connect: { name: 'Let services find us', text: 'They can then ask to set up the domain; you decide each time.' },
    parked: { name: 'No mail', text: 'The domain neither gets mail nor sends any; nobody can forge it.' },
  },
};

export type Messages = typeof messages;
export default messages;
