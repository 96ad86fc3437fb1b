/** Preloaded into a process, and so into all that it starts: it begins at the moment of `PICTURES_AT`, and its time goes on from there. */
const Own = Date;
const shift = Own.parse(process.env.PICTURES_AT) - Number(process.env.PICTURES_BEGAN);
const now = () => Own.now() + shift;

globalThis.Date = new Proxy(Own, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  apply: () => new Own(now()).toString(),
  get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
});
