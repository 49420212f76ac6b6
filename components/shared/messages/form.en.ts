const messages = {
  showPassword: 'Show password',
  errors: {
    required: 'Fill in this field.',
    email: 'Write an address like name@example.com.',
    too_long: 'This is too long.',
    too_many: 'These are too many.',
    password_short: 'Use at least 12 characters.',
    password_long: 'Use at most 128 characters.',
    choice: 'Choose one of the list.',
    number: 'Write a whole number.',
    number_range: 'This number is out of range.',
    unknown: 'Check this field.',
  } as Record<string, string>,
};

export type Messages = typeof messages;
export default messages;
