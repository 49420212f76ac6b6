const messages = {
  sync: {
    unreachable: 'The name server does not answer. Your changes are saved and we keep trying.',
    refused: 'The name server did not take the changes. They are saved, and our staff can see it.',
  },
  changedSince: 'These records were changed again since. Undo the later change first.',
};

export type Messages = typeof messages;
export default messages;
