import { useTranslation } from 'react-i18next'
import type { Piece, VersionDiff } from '../../../../src/knowledge/workflow/contract.ts'
import styles from './versions.module.css'

type Line = VersionDiff['body'][number]

const SIGNS = { same: ' ', added: '+', removed: '−', changed: '~' } as const

/** Lines with a sign in front: + added, − removed, ~ reworded; the words that changed are marked inside. */
export function DiffLines({ lines }: { lines: Line[] }) {
  const { t } = useTranslation('knowledge')
  return (
    <div className={styles.lines}>
      {lines.map((line, at) => {
        const kind = line.kind === 'changed' && line.pieces.every((piece) => piece.kind === 'same') ? 'same' : line.kind
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison never change their order
          <div key={at} className={`${styles.line} ${styles[kind] ?? ''}`}>
            <span className={styles.sign} aria-hidden="true">
              {SIGNS[kind]}
            </span>
            {kind !== 'same' && <span className={styles.unseen}>{t(`versions.line.${kind}`)}</span>}
            <span className={styles.words}>
              {line.kind === 'changed' ? <Pieces pieces={line.pieces} /> : line.text || '\u00a0'}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ kind, text }, at) => {
    const key = `${at}:${kind}`
    if (kind === 'added') return <ins key={key}>{text}</ins>
    if (kind === 'removed') return <del key={key}>{text}</del>
    return <span key={key}>{text}</span>
  })
}
