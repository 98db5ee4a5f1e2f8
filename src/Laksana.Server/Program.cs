Console.WriteLine("laksana");
