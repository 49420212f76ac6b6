import { provideTools } from './tools.ts';

provideTools();
