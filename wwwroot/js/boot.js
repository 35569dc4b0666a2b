import { startClocks } from './clocks.js';
import { startCopying } from './copy.js';
import { reconnection } from './reconnect.js';
import { watchDrafts } from './drafts.js';
import { startShell } from './shell.js';

startShell();
watchDrafts();
startClocks();
startCopying();
Blazor.start({ circuit: { reconnectionOptions: reconnection } });
