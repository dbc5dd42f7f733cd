// Git decides about traffic, second commit: the restore, with its RestoreSession as an ordinary manifest. Then check the data.
import { shop } from './declared/shop';

shop({ open: false, restore: true }).synth();
