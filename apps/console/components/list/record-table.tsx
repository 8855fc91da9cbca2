import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import styles from './list.module.css'

export type Column<T> = {
  key: string
  title: ReactNode
  width?: number | string
  align?: 'right'
  /** Left out on a tablet, where the line is short. */
  wideOnly?: boolean
  cell: (row: T) => ReactNode
}

/** A dense table. Its lines open by click or Enter; the arrow keys walk through them. The first cell is the link itself. */
export function RecordTable<T extends { id: string }>({
  label,
  columns,
  rows,
  to,
  onOpen,
  faded,
  marked,
  lead,
}: RecordTableProps<T>) {
  const navigate = useNavigate()
  const opens = to !== undefined || onOpen !== undefined
  const open = (row: T) => {
    if (to) void navigate(to(row))
    else onOpen?.(row)
  }
  const onClick = (event: MouseEvent<HTMLElement>, row: T) => {
    if ((event.target as HTMLElement).closest('a,button,input,label,[role="switch"],[role="combobox"]')) return
    if (String(getSelection() ?? '')) return
    open(row)
  }
  const classOf = (column: Column<T>) =>
    [column.align === 'right' ? styles.right : '', column.wideOnly ? styles.wideOnly : ''].filter(Boolean).join(' ') ||
    undefined

  const first = (row: T, content: ReactNode) => {
    if (to)
      return (
        <Link to={to(row)} className={styles.open}>
          {content}
        </Link>
      )
    if (!onOpen) return content
    return (
      <button type="button" className={styles.open} onClick={() => onOpen(row)}>
        {content}
      </button>
    )
  }
  return (
    <table className={styles.table} aria-label={label} onKeyDown={walk}>
      <thead>
        <tr>
          {lead && (
            <th scope="col" style={{ width: lead.width }} className={styles.lead}>
              {lead.title}
            </th>
          )}
          {columns.map((column) => (
            <th key={column.key} scope="col" style={{ width: column.width }} className={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className={[
              opens ? styles.opens : '',
              faded?.(row) ? styles.faded : '',
              marked?.(row) ? styles.marked : '',
            ].join(' ')}
            onClick={opens ? (event) => onClick(event, row) : undefined}
          >
            {lead && <td className={styles.lead}>{lead.cell(row)}</td>}
            {columns.map((column, index) => (
              <td key={column.key} className={classOf(column)}>
                {index === 0 ? first(row, column.cell(row)) : column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Arrow up and down move between the lines' own links. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const here = (event.target as HTMLElement).closest('tr')
  if (!step || !here || !(event.target as HTMLElement).classList.contains(styles.open ?? '')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(`tbody .${styles.open}`)]
  const next = links[links.indexOf(event.target as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

type RecordTableProps<T> = {
  label: string
  columns: Column<T>[]
  rows: T[]
  /** Where a line leads; or `onOpen` when it opens in place. */
  to?: (row: T) => string
  onOpen?: (row: T) => void
  faded?: (row: T) => boolean
  marked?: (row: T) => boolean
  /** A column before the first that is no part of the link, as boxes to tick. */
  lead?: Column<T>
}
