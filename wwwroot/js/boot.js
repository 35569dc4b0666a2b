import { reconnection } from './reconnect.js';
import { watchDrafts } from './drafts.js';
import { startShell } from './shell.js';

startShell();
watchDrafts();
Blazor.start({ circuit: { reconnectionOptions: reconnection } });
