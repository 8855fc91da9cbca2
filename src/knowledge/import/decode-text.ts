import iconv from 'iconv-lite'

/** Text of unknown encoding: by byte order mark, by what the page says of itself, as UTF-8 if it is, else as Chinese. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const said = /<meta[^>]+charset=["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1]
    // GB 18030 holds all of GBK and GB 2312, and nearly every sequence of bytes is valid in it.
    return iconv.decode(bytes, said && iconv.encodingExists(said) && !/utf-?8/i.test(said) ? said : 'gb18030')
  }
}
