/** Code to take away. The same in every language: it is code. */
export const tagSnippet = (origin: string): string => `<script async src="${origin}/widget/loader.js"></script>`

export const bootSnippet = (): string => `<script>
  window.Yinghe = window.Yinghe || function () {
    (Yinghe.q = Yinghe.q || []).push(arguments)
  }
  Yinghe('boot', { identityToken: '…', locale: 'zh' })
</script>`

/** HS256 with the identity secret; `sub` is the customer's id, valid for at most 12 hours. */
export const SIGNERS = {
  node: {
    name: 'Node.js',
    code: `import { SignJWT } from 'jose'

const secret = new TextEncoder().encode(process.env.IDENTITY_SECRET)
const identityToken = await new SignJWT({ name: customer.name })
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject(customer.id)
  .setIssuedAt()
  .setExpirationTime('1h')
  .sign(secret)`,
  },
  python: {
    name: 'Python',
    code: `import jwt, os, time

now = int(time.time())
identity_token = jwt.encode(
    {"sub": customer.id, "name": customer.name, "iat": now, "exp": now + 3600},
    os.environ["IDENTITY_SECRET"],
    algorithm="HS256",
)`,
  },
  java: {
    name: 'Java',
    code: `byte[] secret = System.getenv("IDENTITY_SECRET").getBytes(StandardCharsets.UTF_8);
String identityToken = JWT.create()
    .withSubject(customer.getId())
    .withClaim("name", customer.getName())
    .withIssuedAt(Instant.now())
    .withExpiresAt(Instant.now().plus(1, ChronoUnit.HOURS))
    .sign(Algorithm.HMAC256(secret));`,
  },
  php: {
    name: 'PHP',
    code: `$now = time();
$identityToken = Firebase\\JWT\\JWT::encode(
    ['sub' => $customer->id, 'name' => $customer->name, 'iat' => $now, 'exp' => $now + 3600],
    getenv('IDENTITY_SECRET'),
    'HS256'
);`,
  },
} as const
