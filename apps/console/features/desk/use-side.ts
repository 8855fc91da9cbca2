import { useCallback, useState } from 'react'
import { changePreferences, usePreferences } from '../../preferences.ts'
import { useNarrow } from './use-narrow.ts'

const USUAL = 320
const NARROWEST = 260
const WIDEST = 520

/**
 * The right pane's width, remembered on this machine; 0 means folded away. On a narrow window it lies over the
 * conversation, so there it is closed until asked for.
 */
export function useSide() {
  const { sidePane } = usePreferences()
  const narrow = useNarrow('(max-width: 1080px)')
  const [overlay, setOverlay] = useState(false)
  const toggle = useCallback(() => {
    if (narrow) setOverlay((open) => !open)
    else changePreferences({ sidePane: sidePane > 0 ? 0 : USUAL })
  }, [narrow, sidePane])
  const resize = useCallback(
    (width: number) => changePreferences({ sidePane: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) }),
    [],
  )
  return { open: narrow ? overlay : sidePane > 0, width: sidePane || USUAL, toggle, resize }
}
