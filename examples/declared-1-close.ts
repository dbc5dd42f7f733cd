// Git decides about traffic, first commit: the client Service selects no pod. Then see that its endpoints are gone.
import { shop } from './declared/shop';

shop({ open: false, restore: false }).synth();
