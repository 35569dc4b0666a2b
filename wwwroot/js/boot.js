import { startClocks } from './clocks.js';
import { reconnection } from './reconnect.js';
import { watchDrafts, watchForms } from './drafts.js';
import { startShell } from './shell.js';
import { watchCopyButtons } from './copy.js';

startShell();
watchDrafts();
startClocks();
watchForms();
watchCopyButtons();
Blazor.start({ circuit: { reconnectionOptions: reconnection } });
