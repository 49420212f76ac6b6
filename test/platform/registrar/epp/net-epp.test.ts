import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../../../bff/store/files.ts';
import { lacking } from '../../dns/real.ts';
import { credentials } from './state.ts';
import { visit } from './visit.ts';

/** What another client of EPP makes of the server that ours is tested with. */
const script = `
use strict; use warnings; use Net::EPP::Simple; use Net::EPP::Frame; use JSON::PP;
my ($port, $user, $pass, $ca, $name) = @ARGV;
my $epp = Net::EPP::Simple->new(host => 'localhost', port => $port, user => $user, pass => $pass, timeout => 5,
  verify => 1, ca_file => $ca, load_config => 0) or die "login: $Net::EPP::Simple::Error";
my %said;
$said{free} = $epp->check_domain("not-$name") + 0;
$said{taken} = $epp->check_domain($name) + 0;
my $info = $epp->domain_info($name) or die "info: $Net::EPP::Simple::Error";
$said{info} = { map { $_ => $info->{$_} } qw(name clID exDate ns status) };
$epp->create_host({ name => "ns9.$name", addrs => [{ ip => '192.0.2.9', version => 'v4' }] }) or die "host: $Net::EPP::Simple::Error";
$said{host} = $epp->host_info("ns9.$name")->{addrs};
$epp->delete_host("ns9.$name") or die "delete: $Net::EPP::Simple::Error";
$epp->update_domain({ name => $name, add => { status => ['clientHold'] } }) or die "update: $Net::EPP::Simple::Error";
$epp->renew_domain({ name => $name, cur_exp_date => '2027-03-14', period => 1 }) or die "renew: $Net::EPP::Simple::Error";
$said{again} = $epp->renew_domain({ name => $name, cur_exp_date => '2027-03-14', period => 1 }) ? 1 : 0;
$said{againCode} = $epp->code + 0;
$said{ping} = $epp->ping ? 1 : 0;
$said{logout} = $epp->logout ? 1 : 0;
print encode_json(\\%said);
`;

const skip = lacking('/usr/share/perl5/Net/EPP/Simple.pm', 'libnet-epp-perl');
test('Net::EPP finds the test server to be one: it checks, reads, changes and renews there', { skip }, async () => {
  const { server, put } = await visit();
  const { name } = put();
  const ca = join(scratch(), 'ca.pem');
  writeFileSync(ca, server.trust.certificate);
  const { user, password } = credentials;
  const perl = spawn('perl', ['-e', script, String(server.port), user, password, ca, name], { timeout: 20_000 });
  let [out, err] = ['', ''];
  perl.stdout.on('data', (text) => (out += text));
  perl.stderr.on('data', (text) => (err += text));
  const [code] = (await once(perl, 'close')) as [number];
  assert.equal(code, 0, err);
  assert.deepEqual(JSON.parse(out), {
    free: 1,
    taken: 0,
    info: {
      name,
      clID: user,
      exDate: '2027-03-14T00:00:00.0Z',
      ns: ['ns1.hc.example', 'ns2.hc.example'],
      status: ['ok'],
    },
    host: [{ version: 'v4', addr: '192.0.2.9' }],
    again: 0,
    againCode: 2306,
    ping: 1,
    logout: 1,
  });
  const { expiresOn, statuses } = server.registry.domains.get(name)!;
  assert.deepEqual([expiresOn, statuses], ['2028-03-14', ['clientHold']]);
});
