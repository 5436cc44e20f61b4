/*
 * The built-ins of this isolate that the agent uses, as they were before any code of the scenario ran: a scenario may
 * replace any of them.
 */

export const hasOwn: typeof Object.hasOwn = Object.hasOwn;
export const isInteger: typeof Number.isInteger = Number.isInteger;
export const OwnWeakRef: typeof WeakRef = WeakRef;
