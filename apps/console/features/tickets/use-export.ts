import { useState } from 'react'
import { ApiError, type Query } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { readPreferences } from '../../preferences.ts'

/** Saves the filtered tickets as a CSV file in the reader's language. */
export function useExport(filters: Query, columns: readonly string[]) {
  const [busy, setBusy] = useState(false)
  const { failed } = useTold()
  const save = async () => {
    setBusy(true)
    try {
      const search = new URLSearchParams(
        Object.entries({ ...filters, columns: exported(columns) }).flatMap(([name, value]) =>
          value ? [[name, String(value)]] : [],
        ),
      )
      const answer = await fetch(`/api/tickets.csv?${search}`, {
        headers: { 'accept-language': readPreferences().locale },
      })
      if (!answer.ok) throw new ApiError('internal', (await answer.json()).error?.message ?? '', answer.status)
      const address = URL.createObjectURL(await answer.blob())
      const link = document.createElement('a')
      link.href = address
      link.download = `tickets-${new Date().toISOString().slice(0, 10)}.csv`
      link.click()
      URL.revokeObjectURL(address)
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, save: () => void save() }
}

/** Columns of the list that are columns of the file; number and text of a ticket always come along. */
const exported = (columns: readonly string[]): string =>
  ['number', 'title', ...columns.flatMap((key) => IN_FILE.get(key) ?? []), 'description', 'fields'].join(',')

const IN_FILE = new Map<string, string | string[]>([
  ['status', ['state', 'status']],
  ...['type', 'priority', 'customer', 'assignee', 'skill', 'created', 'firstResponse', 'due', 'resolved'].map(
    (key): [string, string] => [key, key],
  ),
])
