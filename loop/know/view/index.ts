export { type Face, type FaceSource, faceOf } from '../face/face.ts';
