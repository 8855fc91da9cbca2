import { useState } from 'react'
import { saveFile } from '../../components/list/save-file.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { type FilterName, toQuery } from './use-conversations.ts'

/** Saves the filtered conversations as a CSV file, one row each. */
export function useExport(filter: Record<FilterName, string>) {
  const [busy, setBusy] = useState(false)
  const { failed } = useTold()
  const save = async () => {
    setBusy(true)
    const search = new URLSearchParams(
      Object.entries(toQuery(filter)).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
    )
    try {
      await saveFile(`/api/conversations.csv?${search}`, `conversations-${new Date().toISOString().slice(0, 10)}.csv`)
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, save: () => void save() }
}
