export { type ConnectedProcess, ConnectedProcesses } from './connected-processes.js';
export { InspectorSession, IsolateEnded, VisitError } from './inspector-session.js';
export { ProcessSessions, type ThreadSession } from './process-sessions.js';
