import { Fragment } from 'preact'
import type { Option } from '../../../../src/conversations/contract.ts'
import { useChat, useWords } from '../use-chat.ts'

/** The pieces of `HM10001003 · 待发货 · 11月21日` go to the next line whole. */
const Description = ({ text }: { text: string }) => {
  const pieces = text.split(' · ')
  return (
    <small>
      {pieces.map((piece, n) => (
        <Fragment key={piece}>
          <span>{n < pieces.length - 1 ? `${piece} ·` : piece}</span>{' '}
        </Fragment>
      ))}
    </small>
  )
}

/** Quick replies: chips, or lines when there is more to tell about each. */
export function Choices({ options }: { options: Option[] }) {
  const chat = useChat()
  const { t } = useWords()
  const isRich = options.some(({ description, image }) => description || image)
  return (
    <ul class={isRich ? 'chips rich' : 'chips'} aria-label={t('choices')}>
      {options.map(({ value, label, description, image }) => (
        <li key={value}>
          <button type="button" class="chip" onClick={() => chat.send([{ kind: 'choice', value, label }])}>
            {image && <img class="thumb" src={image} alt="" loading="lazy" />}
            <span>
              {label}
              {description && <Description text={description} />}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
