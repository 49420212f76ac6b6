import { runCommand } from './cli/run.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
});
