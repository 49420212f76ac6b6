import { register } from '@teamhanko/hanko-elements';

void register(location.origin, { hankoApiUrl: location.origin });
