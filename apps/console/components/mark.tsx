import styles from './states.module.css'

/** The two arcs facing each other: one voice calls, another answers. */
export function Mark({ size = 28, breathing = false }: { size?: number; breathing?: boolean }) {
  return (
    <svg
      className={breathing ? styles.breathing : undefined}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeWidth="3.4"
      aria-hidden="true"
    >
      <path d="M14 5.5a10.5 10.5 0 0 0 0 21" className={styles.call} />
      <path d="M18 9.5a6.6 6.6 0 0 1 0 13" className={styles.answer} />
    </svg>
  )
}
