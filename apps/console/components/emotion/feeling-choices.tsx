import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { EmotionLabel } from '../../../../src/emotion/contract.ts'
import styles from './feeling-choices.module.css'
import { type FeelingLevel, FeelingList, feelingKeys, LevelChoice } from './feeling-list.tsx'

type Props = {
  /** As what it is read or labelled now. */
  now: EmotionLabel | null
  onPick: (label: EmotionLabel, level: FeelingLevel) => void
}

/** Ten feelings, each one click or one number key; how strongly may be said before. */
export function FeelingChoices({ now, onPick }: Props) {
  const [level, setLevel] = useState<FeelingLevel>(null)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => focusWhenShown(first), [])
  const pick = (label: EmotionLabel) => onPick(label, label === 'neutral' ? null : level)
  const onKey = (event: KeyboardEvent) => {
    const label = !event.metaKey && !event.ctrlKey && feelingKeys.find(([, key]) => key === event.key)?.[0]
    if (!label) return
    event.preventDefault()
    event.stopPropagation()
    pick(label)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: number keys work wherever the focus is inside
    <div className={styles.choices} onKeyDown={onKey}>
      <FeelingList now={now} onPick={pick} first={first} />
      <LevelChoice level={level} onChange={setLevel} />
    </div>
  )
}

const FRAMES = 30

/** The keys are to work at once, but what a window holds can take the focus only when it is in sight. */
function focusWhenShown(button: RefObject<HTMLButtonElement | null>): () => void {
  let frames = 0
  let next = 0
  const look = () => {
    button.current?.focus()
    if (document.activeElement !== button.current && ++frames < FRAMES) next = requestAnimationFrame(look)
  }
  look()
  return () => cancelAnimationFrame(next)
}
