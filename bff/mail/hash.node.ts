import { hash } from 'bcryptjs';

/** 2^10 rounds: some 60 ms, in slices that let others in between. */
const cost = 10;

export const bcrypt = (password: string): Promise<string> => hash(password, cost);
