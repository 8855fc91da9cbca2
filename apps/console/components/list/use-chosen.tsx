import { Checkbox } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './record-table.tsx'

/** Lines of a list that are ticked, with the column that ticks them. Lines that left the list do not count. */
export function useChosen<T extends { id: string }>(rows: T[], nameOf: (row: T) => string) {
  const { t } = useTranslation('lists')
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const ids = rows.map(({ id }) => id).filter((id) => kept.has(id))
  const clear = useCallback(() => setKept(new Set()), [])
  const toggle = (id: string) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    setKept(next)
  }
  const all = ids.length > 0 && ids.length === rows.length
  const column: Column<T> = {
    key: 'chosen',
    width: 34,
    title: (
      <Checkbox
        checked={all}
        indeterminate={ids.length > 0 && !all}
        onChange={() => setKept(new Set(all ? [] : rows.map(({ id }) => id)))}
        aria-label={t('chooseAll')}
      />
    ),
    cell: (row) => (
      <Checkbox
        checked={kept.has(row.id)}
        onChange={() => toggle(row.id)}
        aria-label={t('choose', { title: nameOf(row) })}
      />
    ),
  }
  return { ids, has: (id: string) => kept.has(id), clear, column }
}
export type Chosen = Pick<ReturnType<typeof useChosen>, 'ids' | 'clear'>
