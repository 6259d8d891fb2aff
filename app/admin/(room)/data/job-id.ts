/** The number of a job in an address; 0, which none has, when it is no number. */
export const jobIdOf = (segment: string): number => (/^\d{1,15}$/.test(segment) ? Number(segment) : 0);
