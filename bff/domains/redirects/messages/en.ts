const messages = {
  /** `way` are host names with arrows. */
  loop: (way: string) => `This would lead visitors round and round: ${way}.`,
  target_self: 'This is the address that the redirect is for: visitors would never arrive.',
  own_panel: 'Customer areas cannot be the target of a redirect.',
  taken: 'This address has a redirect already.',
  delegated: 'Other name servers answer for this address, so its records are not in this zone.',
  too_many: 'This domain has as many redirects as it can have.',
  no_addresses: 'Your provider has no redirect server yet.',
  mask_insecure: (host: string) =>
    `${host} answers without encryption. Browsers do not show such a page inside a secure one.`,
  mask_private: (host: string) => `${host} has no address on the public Internet.`,
  mask_unreachable: (host: string) => `${host} does not answer, so we cannot see whether its page may be shown here.`,
  mask_status: (host: string) => `${host} answers with an error instead of a page.`,
  mask_hops: (host: string) => `${host} leads on and on. Use the address at which the page itself is.`,
  mask_frame_options: (host: string) =>
    `${host} does not let its page be shown on other sites (X-Frame-Options). Choose a plain redirect instead.`,
  mask_frame_ancestors: (host: string) =>
    `${host} does not let its page be shown on other sites (frame-ancestors). Choose a plain redirect instead.`,
};

export type Messages = typeof messages;
export default messages;
