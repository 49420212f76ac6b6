# What Mail::DKIM makes of the message that comes in: a line for each signature. Keys are asked of the name server on this port.
use strict;
use warnings;
use Mail::DKIM::DNS;
use Mail::DKIM::Verifier;
use Net::DNS::Resolver;

my ($port) = @ARGV;
Mail::DKIM::DNS::resolver(
  Net::DNS::Resolver->new(config_file => '/dev/null', nameservers => ['127.0.0.1'], port => $port, recurse => 0));
my $verifier = Mail::DKIM::Verifier->new();
while (my $line = <STDIN>) {
  $line =~ s/\r?\n$//;
  $verifier->PRINT("$line\r\n");
}
$verifier->CLOSE();
print join(' ', $_->selector() . '._domainkey.' . $_->domain(), $_->result()), "\n" for $verifier->signatures();
