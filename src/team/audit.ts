/** Who did it and from where, as every verb of this folder takes it. */
export type By = { actor: string; ip: string }
