/*
 * What the agent uses of this isolate's built-ins, as it was before anything of the scenario ran: a scenario may
 * replace any of them.
 */

export const hasOwn: typeof Object.hasOwn = Object.hasOwn;
export const isInteger: typeof Number.isInteger = Number.isInteger;
export const OwnWeakRef: typeof WeakRef = WeakRef;
