import { shownKeys } from '../commands/keys.ts'
import styles from './kbd.module.css'

/** A key or chord as printed on this machine's keyboard, e.g. `alt+n` → Alt N or ⌥ N. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {shownKeys(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
