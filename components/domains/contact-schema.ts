export { contactForm as schema } from '../../bff/domains/contacts/input.ts';
