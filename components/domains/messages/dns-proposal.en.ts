const messages = {
  look: 'See what changes',
  result: 'What changes',
  cancel: 'Cancel',
  back: 'Back',
  same: 'All of it is there already: nothing would change.',
  more: (count: number) => (count === 1 ? 'And 1 more change.' : `And ${count} more changes.`),
  moved: 'Someone else changed these records meanwhile. This is what would change now.',
};

export type Messages = typeof messages;
export default messages;
