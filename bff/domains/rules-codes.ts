/** Why a name, a value, a TTL or a change of a zone is refused. */
export const dnsCodes = [
  'required',
  'too_long',
  'control_characters',
  // Names of owners and of hosts
  'name_empty_label',
  'name_label_too_long',
  'name_too_long',
  'name_characters',
  'name_hyphen',
  'name_idn',
  'name_wildcard',
  'name_repeats_zone',
  'out_of_zone',
  'host_not_full',
  'host_not_address',
  'host_not_url',
  'host_underscore',
  // Values
  'ipv4_form',
  'ipv4_leading_zero',
  'ipv6_form',
  'ipv6_mapped',
  'mx_form',
  'srv_form',
  'caa_form',
  'caa_flags',
  'caa_tag',
  'caa_value',
  'ds_form',
  'tlsa_form',
  'sshfp_form',
  'digest_length',
  'naptr_form',
  'naptr_rule',
  'svcb_form',
  'svcb_parameter',
  'svcb_parameter_twice',
  'svcb_alias_parameters',
  'svcb_mandatory',
  'svcb_needs_alpn',
  'curly_quotes',
  'quotes_unbalanced',
  'text_too_long',
  'spf_syntax',
  'dmarc_syntax',
  'dkim_syntax',
  // One RRset
  'ttl_range',
  'duplicate',
  'rrset_too_large',
  'cname_apex',
  'cname_single',
  'cname_self',
  'cname_loop',
  'alias_single',
  'alias_wildcard',
  'null_mx',
  'spf_twice',
  'dmarc_twice',
  'srv_name',
  'tlsa_name',
  'ns_wildcard',
  // The zone
  'managed',
  'cname_alone',
  'alias_conflict',
  'target_is_cname',
  'ds_without_ns',
  'duplicate_change',
  'nothing_to_delete',
  'nothing_changed',
  'too_many_rrsets',
] as const;
export type DnsCode = (typeof dnsCodes)[number];

/** What is allowed but should be known before it is published; the facts that each carries stand beside it. */
export const dnsWarnings = [
  /** name, to, minutes */
  'website_moves',
  /** name, minutes */
  'website_stops',
  /** name */
  'redirect_stops',
  /** name, to, minutes */
  'mail_moves',
  /** name, minutes */
  'mail_stops',
  /** names (some of them), count, delegation */
  'occluded',
  /** address */
  'private_address',
  /** issuer (of ours) */
  'caa_blocks_us',
  /** unicode (the name as people see it) */
  'mixed_script',
  /** count */
  'spf_lookups',
] as const;
export type DnsWarning = (typeof dnsWarnings)[number];

/** A canonical value, or why there is none. */
export type Parsed = { readonly value: string } | { readonly code: DnsCode };

/** Shorthand of the parsers. */
export const refuse = (code: DnsCode): { readonly code: DnsCode } => ({ code });
