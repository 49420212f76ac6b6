import * as v from 'valibot';

/** Names of servers as somebody types them, to be looked at before they are saved. */
export const serversToCheck = v.strictObject({
  nameServers: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.maxLength(260, 'too_long'))),
    v.minLength(1, 'too_few'),
    v.maxLength(13, 'too_many'),
  ),
});
