import type { Part } from '../../../../src/conversations/contract.ts'
import type { Image } from '../lightbox.tsx'
import type { ChatState } from '../model.ts'
import type { Item } from '../rows.ts'
import { useWords } from '../use-chat.ts'
import { Card } from './card.tsx'
import { Choices } from './choices.tsx'
import { FilePart, ImagePart } from './file.tsx'
import { Form, FormReply } from './form.tsx'
import { Notice } from './notice.tsx'
import { Rating } from './rating.tsx'
import { Source } from './source.tsx'
import { Text } from './text.tsx'
import { Timeline } from './timeline.tsx'

type ListProps = { item: Item; state: ChatState; onImage: (image: Image) => void }
type Props = ListProps & { part: Part }

/** All pieces of a message, in order. */
export function PartList({ item, state, onImage }: ListProps) {
  return item.parts.map((part, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change their order
    <PartView key={`${item.key}.${n}`} part={part} item={item} state={state} onImage={onImage} />
  ))
}

/** One piece of a message. */
function PartView({ part, item, state, onImage }: Props) {
  const { t } = useWords()
  switch (part.kind) {
    case 'text':
      return <Text text={part.text} markdown={part.markdown ?? false} heard={part.heard ?? false} />
    case 'image':
      return <ImagePart file={part} onImage={onImage} />
    case 'file':
      return <FilePart file={part} />
    case 'card':
      return <Card card={part} isLive={item.isLive} />
    case 'timeline':
      return <Timeline timeline={part} />
    case 'choices':
      return item.isLive ? <Choices options={part.options} /> : null
    case 'form':
      return <Form form={part} item={item} messages={state.current?.messages ?? []} />
    case 'source':
      return <Source articleId={part.articleId} title={part.title} />
    case 'choice':
      return <div class="bubble">{part.label}</div>
    case 'form-reply':
      return <FormReply reply={part} state={state} />
    case 'notice':
      return <Notice code={part.code} params={part.params ?? {}} at={item.at} />
    case 'rating-request':
      return item.conversation && <Rating conversation={item.conversation} />
    default:
      // A newer server may know kinds that this page does not.
      return <div class="bubble quiet-bubble">{t('unknownPart')}</div>
  }
}
