import { portContract } from './contract.ts';
import { namesContract } from './contract-names.ts';
import { wireContract } from './contract-wire.ts';
import { ownServer } from './real.ts';

portContract('embedded', ownServer);
wireContract('embedded', ownServer);
namesContract('embedded', ownServer);
