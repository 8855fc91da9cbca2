// What the bench uses of the peer, which comes without types.
declare module '@nlpjs/basic' {
  type Manager = {
    settings: Record<string, unknown>
    addLanguage(language: string): void
    addDocument(language: string, text: string, intent: string): void
    train(): Promise<void>
    process(language: string, text: string): Promise<{ intent: string }>
  }
  type Container = {
    use(plugin: unknown): void
    get(name: 'nlp'): Manager
  }
  export const Nlp: unknown
  export function containerBootstrap(): Promise<Container>
}
declare module '@nlpjs/lang-zh' {
  export const LangZh: unknown
}
declare module '@nlpjs/lang-en-min' {
  export const LangEn: unknown
}
