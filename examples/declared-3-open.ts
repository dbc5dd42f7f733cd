// Git decides about traffic, third commit: the client Service selects the restored database.
import { shop } from './declared/shop';

shop({ open: true, restore: true }).synth();
