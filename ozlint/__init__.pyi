from ozlint.api import Finding as Finding
from ozlint.api import OzlintError as OzlintError
from ozlint.api import Report as Report
from ozlint.api import RuleError as RuleError
from ozlint.api import SourceError as SourceError
from ozlint.api import UsageError as UsageError
from ozlint.api import lint as lint
from ozlint.version import __version__ as __version__
