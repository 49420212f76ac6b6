import { compare, hash } from 'bcryptjs';

/** 2^10 rounds: some 60 ms, in slices that let others in between. */
const cost = 10;
/** Of a password that nobody knows: an address that nobody has takes as long as one that somebody has. */
const nobodys = '$2b$10$5Y9l7hXx6mR3yU4kq1mD0uQm0Zk6bqvYQb7d8o3wC1J4pQd0i7a9K';
/** bcrypt reads so many bytes; what is longer is no password that was given out. */
const longest = 72;

export const bcrypt = (password: string): Promise<string> => hash(password, cost);

export async function bcryptFits(password: string, of: string | undefined): Promise<boolean> {
  const whole = of?.length === nobodys.length;
  const fits = await compare(password, whole ? of : nobodys);
  return fits && whole && Buffer.byteLength(password) <= longest;
}
