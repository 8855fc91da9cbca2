import { readSetting, writeSetting } from '#platform/settings/queries.ts'

/** Settings that people change while the service runs, as JSON by key. Each reader checks what it reads. */
export const settings = { read: readSetting<unknown>, write: writeSetting }
