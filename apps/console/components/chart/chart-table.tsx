import styles from './chart.module.css'
import type { TableData } from './to-csv.ts'

/** The chart's figures; out of sight it still serves a screen reader. */
export function ChartTable({ table, hidden }: { table: TableData; hidden: boolean }) {
  return (
    <div className={hidden ? styles.unseen : styles.tableFrame}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((cell, at) => (
                <td key={table.columns[at]} className={typeof cell === 'number' ? styles.number : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
