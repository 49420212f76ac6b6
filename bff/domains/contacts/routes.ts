import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { domainOf } from '../of-path.ts';
import { domainContact, plan, profile } from './answers.ts';
import { domainContactOf, profileOf } from './read.ts';
import { editDomainContact, editProfile, previewDomainContact, previewProfile } from './verbs.ts';

/** Who the customer is to registries. */
export const profileRoutes = new Hono<Env>()
  .get(
    '/',
    tab('account', { summary: 'Read the profile, and how far each registry is with it', answers: { 200: profile } }),
    async (c) => {
      const { session, label } = signedIn(c);
      return longJson(c, await profileOf(label.db, session));
    },
  )
  .post(
    '/',
    gate(editProfile, {
      summary: 'Save the profile as it was shown',
      answers: { 200: profile },
      problems: ['version_conflict'],
    }),
    async (c) => c.json(await perform(c, editProfile, c.req.valid('json'), 200), 200),
  )
  .post(
    '/preview',
    gate(editProfile, {
      summary: 'See which domains a profile changes',
      answers: { 200: plan },
      problems: ['version_conflict'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      return longJson(c, await previewProfile(label.db, session, c.req.valid('json')));
    },
  );

/** Who has one domain. */
export const domainContactRoutes = new Hono<Env>()
  .get(
    '/:id/contact',
    tab('domains', { summary: 'Read the registrant of a domain', answers: { 200: domainContact } }),
    async (c) => {
      const { session, label } = signedIn(c);
      return c.json(await domainContactOf(label.db, session, await domainOf(c)), 200);
    },
  )
  .post(
    '/:id/contact',
    gate(editDomainContact, {
      summary: 'Give a domain a registrant of its own, or the profile',
      answers: { 200: domainContact },
      problems: ['state_forbids', 'version_conflict'],
    }),
    async (c) => c.json(await perform(c, editDomainContact, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/contact/preview',
    gate(editDomainContact, {
      summary: 'See what another registrant changes',
      answers: { 200: plan },
      problems: ['state_forbids'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      return c.json(await previewDomainContact(label.db, session, await domainOf(c), c.req.valid('json')), 200);
    },
  );
