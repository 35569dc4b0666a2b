import { startClocks } from './clocks.js';
import { reconnection } from './reconnect.js';
import { watchDrafts, watchForms } from './drafts.js';
import { startShell } from './shell.js';
import { watchCopyButtons } from './copy.js';
import { watchDialogs } from './dialogs.js';

startShell();
watchDrafts();
startClocks();
watchForms();
watchCopyButtons();
watchDialogs();
Blazor.start({ circuit: { reconnectionOptions: reconnection } });
