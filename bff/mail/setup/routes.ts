import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { open } from '../../http/open.ts';
import { hostOf } from '../../http/origin.ts';
import { Problem } from '../../http/problem.ts';
import { domainOfAddress, localOf, parseAddress, parseLocal } from '../rules.ts';
import { mailProfile } from './profile.ts';

/** A file that sets up Apple's devices, at the address that a code for their camera holds. It says of no address whether it is there. */
export const appleProfileRoutes = new Hono<Env>().get(
  '/ca/mail/:address/profile',
  open('anyone', { summary: 'Get a profile that sets up an address on Apple’s devices', answers: { 200: null } }),
  async (c) => {
    const { control, findSetUp } = c.var.deps;
    const parsed = parseAddress(c.req.param('address'));
    const labelId = await control.labelOfHost(hostOf(c));
    if (!labelId || 'code' in parsed || 'code' in parseLocal(localOf(parsed.address))) throw new Problem('not_found');
    const { address } = parsed;
    const described = await findSetUp(domainOfAddress(address));
    // Of a domain of another label there is nothing to see here.
    if (described?.labelId !== labelId) throw new Problem('not_found');
    const profile = await mailProfile({ ...described, address, name: '' });
    return c.body(profile, 200, {
      'content-type': 'application/x-apple-aspen-config',
      'referrer-policy': 'no-referrer',
    });
  },
);
