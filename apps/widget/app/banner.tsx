import { useEffect, useState } from 'preact/hooks'
import { Alert } from './icons.tsx'
import type { ChatState } from './model.ts'
import type { Problem } from './problem.ts'
import { useChat, useWords } from './use-chat.ts'

/** One sentence about what is wrong and the button that helps. A short break of the line is not worth a word. */
export function Banner({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t } = useWords()
  const isLost = useLasting(state.phase === 'ready' && state.connection !== 'live', 2500)
  const { problem } = state
  if (state.phase === 'failed' && (!problem || problem.action === 'retry')) {
    return <Line text={t('startFailed')} button={t('tryAgain')} onPress={chat.restart} />
  }
  if (problem) {
    const acts: Record<Problem['action'], [label: string, act: () => void]> = {
      retry: [t('tryAgain'), chat.restart],
      reload: [t('reload'), () => location.reload()],
      visitor: [t('asVisitor'), chat.asVisitor],
      dismiss: [t('dismiss'), chat.dismiss],
    }
    const [button, act] = acts[problem.action]
    return <Line text={t(problem.sentence, problem.params)} button={button} onPress={act} />
  }
  if (state.enlarged && !isLost) {
    const back = () => {
      chat.prefer({ elderly: false })
      chat.dismissEnlarged()
    }
    return <Line text={t('enlarged')} button={t('enlargedBack')} onPress={back} calm />
  }
  if (!isLost) return null
  const text = navigator.onLine ? t('reconnecting') : t('offline')
  return <Line text={text} button={t('reconnect')} onPress={chat.reconnect} calm />
}

type LineProps = { text: string; button: string; onPress: () => void; calm?: boolean }

function Line({ text, button, onPress, calm = false }: LineProps) {
  return (
    <div class={calm ? 'banner calm' : 'banner'} role={calm ? 'status' : 'alert'}>
      <Alert />
      <p>{text}</p>
      <button type="button" onClick={onPress}>
        {button}
      </button>
    </div>
  )
}

/** True once the condition has held that long. */
function useLasting(condition: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!condition) return setLasting(false)
    const timer = setTimeout(() => setLasting(true), ms)
    return () => clearTimeout(timer)
  }, [condition, ms])
  return lasting && condition
}
