import type { SpokenLanguage } from '#engines/audio.ts'

const LANGUAGES: Record<string, SpokenLanguage> = { zh: 'zh', yue: 'yue', en: 'en' }
const FEELINGS: Record<string, string> = {
  HAPPY: 'happy',
  SAD: 'sad',
  ANGRY: 'angry',
  NEUTRAL: 'neutral',
  FEARFUL: 'fearful',
  DISGUSTED: 'disgusted',
  SURPRISED: 'surprised',
}

/** SenseVoice writes language, feeling and kind of sound before the text: `<|zh|><|HAPPY|><|Speech|><|withitn|>您好`. */
export function readTags(raw: string): { text: string; language?: SpokenLanguage; feeling?: string } {
  const tags = [...raw.matchAll(/<\|([^|]*)\|>/g)].map(([, tag]) => tag!)
  const language = tags.map((tag) => LANGUAGES[tag]).find(Boolean)
  const feeling = tags.map((tag) => FEELINGS[tag]).find(Boolean)
  return {
    text: raw.replace(/<\|[^|]*\|>/g, '').trim(),
    ...(language && { language }),
    ...(feeling && { feeling }),
  }
}
